import type { RequestContext } from "@/db/request-context";
import type { Person, World } from "@/db/testing/scenario";

export const alex = (world: World): Promise<RequestContext> => world.as("alex", "acme");
export const ada = (world: World): Promise<RequestContext> => world.as("ada", "meridian");

/** From where those act who need no right in an organization. */
export const at = ({ db }: World) => ({ db, address: "192.0.2.1" });

export const idOf = (world: World, person: Person) => ({ userId: world.userId(person) });
