import { useTranslations } from "next-intl";

export function Brand() {
  const t = useTranslations("common");
  return (
    <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M10 9v8a6 6 0 0 0 12 0V9"
          className="stroke-accent-foreground"
          fill="none"
          strokeWidth="3.4"
          strokeLinecap="round"
        />
      </svg>
      {t("product")}
    </p>
  );
}
