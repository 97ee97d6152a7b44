import { randomUUID } from "node:crypto";
import { PASSWORD } from "@/e2e/fixtures/http-test";
import { formData } from "@/e2e/fixtures/server-actions";
import { type ActionCases, isSignedIn } from "./case";
import { consolePath, scopeOf } from "./paths";

export const ACCOUNT: ActionCases = {
  signInAction: {
    page: (ids) => `${consolePath(ids)}/sign-in`,
    args: (ids) => [scopeOf(ids), "/api/health", null, formData({ username: "sam", password: PASSWORD })],
    expected: ({ organization }) => (organization === "own" ? "to /api/health" : "forbidden"),
    sameForEveryone: "somebody signed out", // it ends the session that it replaces
  },
  requestPasswordResetAction: {
    page: (ids) => `${consolePath(ids)}/forgot-password`,
    args: (ids) => [scopeOf(ids), null, formData({ username: `nobody-${randomUUID()}` })],
    expected: ({ ids }) => `to ${consolePath(ids)}/forgot-password?requested`,
    sameForEveryone: true,
  },
  setPasswordAction: {
    page: ({ link }) => `/set-password/${link}`,
    args: ({ link }) => [link, null, formData({ password: "gravel tulip monday orbit" })], // an invitation's link
    expected: ({ organization, ids }) =>
      organization === "malformed" ? "to /set-password" : `to /set-password/${ids.link}`,
    sameForEveryone: true,
  },
  changePasswordAction: {
    page: () => "/account",
    args: ({ accountId }) => [accountId, null, formData({ current: PASSWORD, password: "short" })],
    expected: ({ access }) => (isSignedIn(access) ? "invalid" : "forbidden"),
    sameEverywhere: true,
  },
  endSessionAction: {
    page: () => "/account",
    args: ({ accountId }) => [accountId, randomUUID(), "/api/health"],
    expected: ({ access }) => (isSignedIn(access) ? "to /account" : "to /api/health"),
    sameEverywhere: true,
  },
  refreshAction: {
    page: () => "/",
    args: () => [],
    expected: () => "nothing",
    sameForEveryone: true,
  },
  chooseLanguageAction: {
    page: () => "/",
    args: () => [formData({ locale: "not a language" })],
    expected: () => "nothing",
    sameForEveryone: true,
  },
  setPreferencesAction: {
    page: () => "/account",
    args: ({ accountId }) => [accountId, null, formData({ language: "en", timeZone: "Asia/Tokyo" })],
    expected: ({ access }) => (isSignedIn(access) ? "done" : "forbidden"),
    sameEverywhere: true,
  },
  setResponseEmailsAction: {
    page: () => "/account",
    args: ({ accountId }) => [accountId, null, formData({ wanted: "yes" })],
    expected: ({ access }) => (isSignedIn(access) ? "done" : "forbidden"),
    sameEverywhere: true,
  },
  signOutAction: {
    page: () => "/my-organizations",
    args: () => ["/api/health"],
    expected: () => "to /api/health",
    sameForEveryone: true,
  },
  signOutEverywhereAction: {
    page: () => "/account",
    args: ({ accountId }) => [accountId, "/api/health"],
    expected: () => "to /api/health",
    sameForEveryone: true,
  },
};
