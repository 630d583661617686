import { expect, test } from "vitest";

import { type Spot, size, spread, square } from "./drawing";

const distance = 19;
const readable = distance - 1;

function nearest(spots: readonly Spot[], others: readonly Spot[] = []): number {
  const pairs = spots.flatMap((one, index) =>
    [...spots.slice(index + 1), ...others].map((other) =>
      Math.hypot(one.x - other.x, one.y - other.y),
    ),
  );
  return Math.min(...pairs);
}

const crowd = (x: number, y: number) =>
  Array.from({ length: 10 }, (_, index) => ({ x: x + (index % 3), y: y + (index % 4) }));

test.each([
  ["in the middle", crowd(160, 160)],
  ["in a corner", crowd(292, 28)],
  ["on one spot", Array.from({ length: 10 }, () => ({ x: 200, y: 100 }))],
])("labels of songs that lie together %s do not cover one another", (_, spots) => {
  const labels = spread(spots, distance);
  expect(nearest(labels)).toBeGreaterThan(readable);
  for (const { x, y } of labels) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(square.edge + 9);
    expect(Math.max(x, y)).toBeLessThanOrEqual(size - square.edge - 9);
  }
});

test("labels leave the marks of the path free", () => {
  const mark = { x: 160, y: 160 };
  expect(nearest(spread(crowd(160, 160), distance, [mark]), [mark])).toBeGreaterThan(readable);
});

test("a song by itself keeps its label", () => {
  const [label] = spread([{ x: 100, y: 100 }], distance);
  expect(Math.hypot((label?.x ?? 0) - 100, (label?.y ?? 0) - 100)).toBeLessThan(1);
});
