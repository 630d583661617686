import { expect, test } from "vitest";

import { curveThrough, placeUnder, size, spotOf, spread } from "./drawing";
import { blend, course, describePlace } from "./places";

const nowhere = { valence: 0, energy: 0 };
const places = {
  angry: nowhere,
  disgust: nowhere,
  fear: nowhere,
  happy: { valence: 0.9, energy: 0.8 },
  sad: { valence: 0.2, energy: 0.2 },
  surprise: nowhere,
  neutral: nowhere,
};
const none = { angry: 0, disgust: 0, fear: 0, happy: 0, sad: 0, surprise: 0, neutral: 0 };

test("the present place is the middle of the seven, weighed by the probabilities", () => {
  const { valence, energy } = blend({ ...none, happy: 0.5, sad: 0.5 }, places);
  expect(valence).toBeCloseTo(0.55);
  expect(energy).toBeCloseTo(0.5);
});

test("a course begins at the start, ends at the end and never turns back", () => {
  const path = course(places.sad, places.happy, 10);
  expect(path).toHaveLength(10);
  expect(path[0]).toEqual(places.sad);
  expect(path.at(-1)?.valence).toBeCloseTo(places.happy.valence);
  const valences = path.map(({ valence }) => valence);
  expect(valences).toEqual([...valences].sort((a, b) => a - b));
});

test("a place is told in words", () => {
  expect(describePlace(places.happy)).toBe("bright, energetic");
  expect(describePlace({ valence: 0.5, energy: 0.1 })).toBe("neither gloomy nor bright, calm");
});

test("a place and its spot on the drawing belong together", () => {
  const { x, y } = spotOf(places.happy);
  const { valence, energy } = placeUnder(x / size, y / size);
  expect(valence).toBeCloseTo(places.happy.valence);
  expect(energy).toBeCloseTo(places.happy.energy);
});

test("beyond the edge of the map its edge is meant", () => {
  expect(placeUnder(-1, -1)).toEqual({ valence: 0, energy: 1 });
  expect(placeUnder(2, 2)).toEqual({ valence: 1, energy: 0 });
});

test("a curve goes through all its spots", () => {
  expect(curveThrough([])).toBe("");
  const curve = curveThrough([
    { x: 0, y: 0 },
    { x: 10, y: 5 },
    { x: 20, y: 0 },
  ]);
  expect(curve).toMatch(/^M0 0C.* 10 5C.* 20 0$/);
});

test("labels of songs in one place end up apart, within the drawing", () => {
  const labels = spread(
    Array.from({ length: 10 }, () => ({ x: 150, y: 150 })),
    17,
  );
  for (const [index, one] of labels.entries()) {
    for (const other of labels.slice(index + 1)) {
      expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(13);
    }
    expect(one.x).toBeGreaterThan(0);
    expect(one.x).toBeLessThan(size);
  }
});
