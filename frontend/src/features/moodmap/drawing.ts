import type { MoodPlace } from "./places";

/** A point of the drawing, in its units. */
export interface Spot {
  x: number;
  y: number;
}

/** The drawing is `size` units wide and high; the map's square lies within. */
export const size = 320;
const edge = 24;
const side = size - 2 * edge;

export const square = { edge, side };

export function spotOf({ valence, energy }: MoodPlace): Spot {
  return { x: edge + valence * side, y: size - edge - energy * side };
}

/** The place under a point given as shares of the drawing's width and height. */
export function placeUnder(across: number, down: number): MoodPlace {
  const inSquare = (share: number) => Math.min(1, Math.max(0, (share * size - edge) / side));
  return { valence: inSquare(across), energy: 1 - inSquare(down) };
}

/** A smooth curve through all the spots (Catmull-Rom as cubic Béziers). */
export function curveThrough(spots: readonly Spot[]): string {
  const [first] = spots;
  if (first === undefined) {
    return "";
  }
  const parts = [`M${pair(first)}`];
  for (let index = 0; index + 1 < spots.length; index += 1) {
    const from = spots[index] ?? first;
    const to = spots[index + 1] ?? from;
    const before = spots[index - 1] ?? from;
    const after = spots[index + 2] ?? to;
    const leave = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
    const arrive = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
    parts.push(`C${pair(leave)} ${pair(arrive)} ${pair(to)}`);
  }
  return parts.join("");
}

function pair({ x, y }: Spot): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const labelRadius = 9;
const rounds = 140;
const partingRounds = 60;
const homesickness = 0.04;

/** Moves labels apart that would lie on one another or on a mark, each as near to its own spot as it can be. */
export function spread(
  spots: readonly Spot[],
  distance: number,
  marks: readonly Spot[] = [],
): Spot[] {
  // Equal spots leave in different directions: a small step on a circle, one for each.
  const placed = spots.map(({ x, y }, index) => ({
    x: x + Math.cos(index * 2.4) * 0.5,
    y: y + Math.sin(index * 2.4) * 0.5,
  }));
  for (let turn = 0; turn < rounds; turn += 1) {
    // The last turns only part: what is near home but covered cannot be read.
    const pull = turn < rounds - partingRounds ? homesickness : 0;
    for (const [index, spot] of placed.entries()) {
      for (const mark of marks) {
        pushApart(spot, { ...mark }, distance);
      }
      for (const other of placed.slice(index + 1)) {
        pushApart(spot, other, distance);
      }
      const home = spots[index] ?? spot;
      spot.x = within(spot.x + (home.x - spot.x) * pull);
      spot.y = within(spot.y + (home.y - spot.y) * pull);
    }
  }
  return placed;
}

function pushApart(one: Spot, other: Spot, distance: number): void {
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const apart = Math.hypot(dx, dy) || 0.01;
  const push = (distance - apart) / 2 / apart;
  if (push > 0) {
    one.x -= dx * push;
    one.y -= dy * push;
    other.x += dx * push;
    other.y += dy * push;
  }
}

function within(value: number): number {
  return Math.min(size - edge - labelRadius, Math.max(edge + labelRadius, value));
}
