import type { RequestContext } from "@/db/request-context";
import type { Person, Scenario } from "@/db/testing/scenario";

export const alex = (scenario: Scenario): Promise<RequestContext> => scenario.contextOf("alex", "acme");
export const ada = (scenario: Scenario): Promise<RequestContext> => scenario.contextOf("ada", "meridian");

/** For functions that need no permission in an organization. */
export const at = ({ db }: Scenario) => ({ db, address: "192.0.2.1" });

export const idOf = (scenario: Scenario, person: Person) => ({ userId: scenario.userId(person) });
