import { ProblemError } from "@/api/errors";

const absentDevice = ["spotify-device-not-found", "spotify-no-active-device"];
const refusedLogIn = ["spotify-login-needed", "spotify-reconnect-needed", "spotify-consent-needed"];

/** The device is not there: not yet, or not any more. */
export function isAbsentDevice(error: unknown): boolean {
  return isOneOf(absentDevice, error);
}

export function isNotPremium(error: unknown): boolean {
  return isOneOf(["spotify-premium-required"], error);
}

/** Only the listener can help, by logging in or agreeing at Spotify. */
export function isLogInNeeded(error: unknown): boolean {
  return isOneOf(refusedLogIn, error);
}

function isOneOf(slugs: readonly string[], error: unknown): boolean {
  return error instanceof ProblemError && slugs.includes(error.facts.slug);
}
