"use client";

import { useTranslations } from "next-intl";
import { useId, useOptimistic, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { controlStyle } from "@/components/ui/field";
import { ListFilter } from "@/components/ui/list-filter";
import { ListForm } from "@/components/ui/list-form";
import { useListNavigation } from "@/components/ui/list-region";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import type { MemberFilter } from "@/db/memberships/view";
import type { OrganizationRef } from "@/db/request-context";

type UserFilterProps = {
  readonly address: ListAddress;
  readonly filters: readonly MemberFilter[];
  /** Null if there are too many users to count. */
  readonly counts: Readonly<Record<MemberFilter, number>> | null;
};

export function UserFilter({ address, filters, counts }: UserFilterProps) {
  const t = useTranslations("users.filter");
  return (
    <ListFilter
      address={address}
      label={t("label")}
      param="show"
      choices={filters.map((filter) => ({
        value: filter === "all" ? "" : filter,
        label: t(filter),
        ...(counts && { count: { count: counts[filter], more: false } }),
      }))}
    />
  );
}

type GroupFilterProps = {
  readonly address: ListAddress;
  readonly groups: readonly OrganizationRef[];
  readonly groupId: string | null;
};

/** Filters when a group is chosen, without script by a button. */
export function GroupFilter({ address, groups, groupId }: GroupFilterProps) {
  const t = useTranslations("users.filter");
  const { navigate } = useListNavigation();
  const [, start] = useTransition();
  const [chosen, choose] = useOptimistic(groupId ?? "");
  const id = useId();
  return (
    <ListForm address={address} fields={["group"]} className="flex min-w-36 flex-col gap-2 sm:flex-row">
      <label htmlFor={id} className="label sm:sr-only">
        {t("group")}
      </label>
      <select
        id={id}
        name="group"
        value={chosen}
        className={`${controlStyle(true)} min-w-36 text-ellipsis sm:max-w-56`}
        onChange={({ target }) =>
          start(() => {
            choose(target.value);
            navigate(listHref(address, { group: target.value }));
          })
        }
      >
        <option value="">{t("allGroups")}</option>
        {groups.map((group) => (
          <option key={group.id} value={group.id}>
            {group.name}
          </option>
        ))}
      </select>
      <noscript>
        <Button type="submit">{t("submit")}</Button>
      </noscript>
    </ListForm>
  );
}
