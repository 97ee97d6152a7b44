import { emailOf, PEOPLE } from "@/db/seed/people";
import type { Person, Scenario } from "./scenario";

/** What a form for editing a user sends if nothing changes. */
export function profileOf(scenario: Scenario, person: Person) {
  return {
    userId: scenario.userId(person),
    username: person as string,
    name: PEOPLE[person].name as string,
    email: emailOf(person),
  };
}
