import { describe, expect, test } from "vitest";

import { problemFacts } from "@/testing/server";
import { ProblemError } from "./errors";
import { describeProblem, type ProblemWords } from "./problemWords";
import { describeWait, spotifyWords } from "./spotifyWords";

function describeSlug(slug: string, facts = {}): ProblemWords {
  return describeProblem(new ProblemError(problemFacts({ slug, ...facts })));
}

describe("a problem with Spotify", () => {
  test.each(Object.keys(spotifyWords))("%s has one sentence of its own", (slug) => {
    const { advice } = describeSlug(slug);
    expect(advice).toMatch(/^[A-Z][^.?!]*\.$/);
  });

  test.each([
    ["spotify-owner-not-premium", 503],
    ["spotify-quota-exceeded", 503],
    ["spotify-client-rejected", 503],
    ["spotify-endpoint-withdrawn", 502],
    ["spotify-off", 503],
    ["spotify-not-allow-listed", 403],
    ["spotify-premium-required", 403],
    ["spotify-words-refused", 422],
  ])("%s offers no other try, which would end alike", (slug, status) => {
    expect(describeSlug(slug, { status }).mayPass).toBe(false);
  });

  test.each([
    ["spotify-no-active-device", 409],
    ["spotify-save-in-progress", 409],
    ["spotify-rate-limited", 503],
    ["spotify-unreachable", 504],
  ])("%s may pass when it is tried again", (slug, status) => {
    expect(describeSlug(slug, { status }).mayPass).toBe(true);
  });

  test.each(["spotify-login-needed", "spotify-reconnect-needed"])("%s leads to Spotify", (slug) => {
    expect(describeSlug(slug, { status: 401 })).toMatchObject({
      consent: "log-in",
      mayPass: false,
    });
  });

  test("a missing consent is the one that the server names", () => {
    const words = describeSlug("spotify-consent-needed", { status: 403, consent: "play" });
    expect(words).toMatchObject({ consent: "play", mayPass: false });
  });

  test("a wrong address names the right one", () => {
    const address = "http://127.0.0.1:8000/taste";
    expect(describeSlug("spotify-wrong-address", { status: 409, address }).address).toBe(address);
  });

  test("how long to wait is told in words", () => {
    const { advice } = describeSlug("spotify-quota-exceeded", { retryAfterS: 52_531 });
    expect(advice).toMatch(/goes on working\. Try again in about 15 hours\.$/);
  });
});

test.each([
  [null, ""],
  [0, ""],
  [1, "Try again in 1 second."],
  [45, "Try again in 45 seconds."],
  [60, "Try again in about 1 minute."],
  [61, "Try again in about 2 minutes."],
  [3600, "Try again in about 1 hour."],
])("%s seconds: %s", (seconds, words) => {
  expect(describeWait(seconds)).toBe(words);
});
