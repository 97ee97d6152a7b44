export * from "@/db/audit/table";
export * from "@/db/groups/table";
export * from "@/db/invitations/table";
export * from "@/db/limits/table";
export * from "@/db/memberships/table";
export * from "@/db/organizations/table";
export * from "@/db/roles/table";
export * from "@/db/users/table";
