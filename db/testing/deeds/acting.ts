import type { Context } from "@/db/context";
import type { Person, World } from "@/db/testing/world";

export const alex = (world: World): Promise<Context> => world.as("alex", "acme");
export const ada = (world: World): Promise<Context> => world.as("ada", "meridian");

/** From where those act who need no right in an organization. */
export const at = ({ db }: World) => ({ db, address: "192.0.2.1" });

export const idOf = (world: World, person: Person) => ({ userId: world.userId(person) });
