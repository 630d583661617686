import { afterEach, describe, expect, test, vi } from "vitest";

import { firstWishes } from "@/features/preferences/wishes";
import { face } from "@/testing/fixtures";
import { dropStash, keepStash, readStash, type Stash } from "./stash";

const { box: _box, landmarks: _landmarks, score: _score, ...expressed } = face("sad", 0.8);
const stash: Omit<Stash, "keptAt"> = {
  atHand: {
    expression: { face: expressed, chosen: "sad", isBlend: false },
    wishes: { ...firstWishes, genres: ["pop"] },
    listId: "one",
  },
  purpose: "save",
  act: { kind: "save", playlistId: "one", name: "Mine", description: "", public: false },
};

/** Where and how the stash is stored, with something else in its place. */
function tamper(change: (stored: Record<string, unknown>) => unknown): void {
  keepStash(stash);
  const [place = ""] = Object.keys(sessionStorage);
  const stored = JSON.parse(sessionStorage.getItem(place) ?? "") as Record<string, unknown>;
  sessionStorage.setItem(place, JSON.stringify(change(stored)));
}

afterEach(() => sessionStorage.clear());

describe("what is kept on the way to Spotify", () => {
  test("is read back as it was", () => {
    keepStash(stash);
    expect(readStash()).toMatchObject(stash);
  });

  test("is gone once it was dropped", () => {
    keepStash(stash);
    dropStash();
    expect(readStash()).toBeNull();
    expect(sessionStorage).toHaveLength(0);
  });

  test("serves for an hour", () => {
    keepStash(stash);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 3_700_000);
    expect(readStash()).toBeNull();
  });

  test("has all kinds of acts and wishes", () => {
    const { atHand } = stash;
    const wishes = {
      ...firstWishes,
      popularity: 42,
      mode: "shift" as const,
      destination: { valence: 0.2, energy: 1 },
      novelty: 0.3,
    };
    const other: typeof stash = {
      atHand: { ...atHand, wishes, expression: { face: null, chosen: null, isBlend: true } },
      purpose: "play",
      act: { kind: "play", playlistId: "one", position: 3 },
    };
    keepStash(other);
    expect(readStash()).toMatchObject(other);
  });
});

describe("what storage holds otherwise is not used", () => {
  const wishes = stash.atHand.wishes;
  const withWishes = (changed: object) => (stored: object) => ({
    ...stored,
    atHand: { ...stash.atHand, wishes: { ...wishes, ...changed } },
  });
  const withAct = (act: unknown) => (stored: object) => ({ ...stored, act });

  test.each<[string, (stored: Record<string, unknown>) => unknown]>([
    ["nothing", () => null],
    ["a list", () => [1]],
    ["a text", () => "stash"],
    ["a member more", (stored) => ({ ...stored, token: "x" })],
    ["a member less", ({ purpose: _, ...stored }) => stored],
    ["an unknown purpose", (stored) => ({ ...stored, purpose: "rule" })],
    ["a wish more", withWishes({ also: 1 })],
    ["a size beyond the largest", withWishes({ size: 5000 })],
    ["a size that is no number", withWishes({ size: "10" })],
    ["four genres", withWishes({ genres: ["a", "b", "c", "d"] })],
    ["genres that are no words", withWishes({ genres: [{}] })],
    ["an unknown level", withWishes({ personalization: "total" })],
    ["a place off the map", withWishes({ destination: { valence: 2, energy: 0 } })],
    ["an unknown act", withAct({ kind: "delete", playlistId: "one" })],
    ["an act without its list", withAct({ kind: "play", position: 1 })],
    ["a position before the first", withAct({ kind: "play", playlistId: "one", position: 0 })],
    [
      "a probability above one",
      (stored) => {
        const probabilities = { ...expressed.probabilities, sad: 7 };
        const expression = { chosen: null, isBlend: false, face: { ...expressed, probabilities } };
        return { ...stored, atHand: { ...stash.atHand, expression } };
      },
    ],
  ])("%s", (_, change) => {
    tamper(change);
    expect(readStash()).toBeNull();
  });

  test("what is no JSON", () => {
    keepStash(stash);
    const [place = ""] = Object.keys(sessionStorage);
    sessionStorage.setItem(place, "{");
    expect(readStash()).toBeNull();
  });
});

test("a browser without storage goes on without", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "removeItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  keepStash(stash);
  dropStash();
  expect(readStash()).toBeNull();
});
