/** Whether a value of unknown origin is what it should be. */
export type Check<T> = (value: unknown) => value is T;

export function isOneOf<T extends string>(all: readonly T[]): Check<T> {
  return (value): value is T => all.some((one) => one === value);
}

export function isBetween(low: number, high: number): Check<number> {
  return (value): value is number => typeof value === "number" && value >= low && value <= high;
}

export function isText(longest: number): Check<string> {
  return (value): value is string => typeof value === "string" && value.length <= longest;
}

export const isFlag: Check<boolean> = (value): value is boolean => typeof value === "boolean";

export function isNullOr<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function isEither<A, B>(one: Check<A>, other: Check<B>): Check<A | B> {
  return (value): value is A | B => one(value) || other(value);
}

export function isListOf<T>(check: Check<T>, most: number): Check<T[]> {
  return (value): value is T[] =>
    Array.isArray(value) && value.length <= most && value.every((each) => check(each));
}

/** An object with these members and no others. */
export function isShape<T extends object>(checks: { [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const members = Object.entries<Check<unknown>>(checks);
  return (value): value is T => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return false;
    }
    const found = new Map(Object.entries(value));
    return (
      found.size === members.length && members.every(([name, check]) => check(found.get(name)))
    );
  };
}
