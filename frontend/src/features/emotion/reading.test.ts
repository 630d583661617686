import { expect, test } from "vitest";

import { describeAffect, rank } from "./reading";

test("the most probable comes first and ties keep the labels' order", () => {
  const probabilities = {
    angry: 0.1,
    disgust: 0.1,
    fear: 0,
    happy: 0.5,
    sad: 0,
    surprise: 0,
    neutral: 0.3,
  };
  expect(
    rank(probabilities)
      .map(({ emotion }) => emotion)
      .slice(0, 4),
  ).toEqual(["happy", "neutral", "angry", "disgust"]);
});

test.each([
  [0.8, 0.4, "pleasant, lively"],
  [-0.6, 0.5, "unpleasant, lively"],
  [-0.6, -0.3, "unpleasant, calm"],
  [0.02, 0, "neither pleasant nor unpleasant, moderately lively"],
])("valence %d and arousal %d read as %s", (valence, arousal, words) => {
  expect(describeAffect(valence, arousal)).toBe(words);
});
