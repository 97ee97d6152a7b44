import { randomUUID } from "node:crypto";
import { PASSWORD } from "@/e2e/fixtures/http-test";
import type { ActionCases } from "./case";
import { form } from "./form";
import { isSignedIn } from "./needs";
import { consoleOf, scopeOf } from "./paths";

export const ACCOUNT: ActionCases = {
  signInAction: {
    page: (ids) => `${consoleOf(ids)}/sign-in`,
    args: (ids) => [scopeOf(ids), "/api/health", null, form({ username: "sam", password: PASSWORD })],
    answer: ({ organization }) => (organization === "own" ? "to /api/health" : "forbidden"),
    sameForAll: "somebody signed out", // it ends the session that it replaces
  },
  requestPasswordResetAction: {
    page: (ids) => `${consoleOf(ids)}/forgot-password`,
    args: (ids) => [scopeOf(ids), null, form({ username: `nobody-${randomUUID()}` })],
    answer: ({ ids }) => `to ${consoleOf(ids)}/forgot-password?asked`,
    sameForAll: true,
  },
  setPasswordAction: {
    page: ({ link }) => `/set-password/${link}`,
    args: ({ link }) => [link, null, form({ password: "gravel tulip monday orbit" })], // an invitation's link
    answer: ({ organization, ids }) =>
      organization === "malformed" ? "to /set-password" : `to /set-password/${ids.link}`,
    sameForAll: true,
  },
  changePasswordAction: {
    page: () => "/account",
    args: () => [null, form({ current: PASSWORD, password: "short" })],
    answer: ({ standing }) => (isSignedIn(standing) ? "invalid" : "forbidden"),
    anywhere: true,
  },
  endSessionAction: {
    page: () => "/account",
    args: () => [randomUUID(), "/api/health"],
    answer: ({ standing }) => (isSignedIn(standing) ? "to /account" : "to /api/health"),
    anywhere: true,
  },
  setResponseEmailsAction: {
    page: () => "/account",
    args: () => [null, form({ wanted: "yes" })],
    answer: ({ standing }) => (isSignedIn(standing) ? "done" : "forbidden"),
    anywhere: true,
  },
  signOutAction: {
    page: () => "/my-organizations",
    args: () => ["/api/health"],
    answer: () => "to /api/health",
    sameForAll: true,
  },
  signOutEverywhereAction: {
    page: () => "/account",
    args: () => ["/api/health"],
    answer: () => "to /api/health",
    sameForAll: true,
  },
};
