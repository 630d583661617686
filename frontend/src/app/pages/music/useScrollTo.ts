import { type RefObject, useEffect, useRef } from "react";

const lowestShare = 0.6;

/** Brings the heading up when `occasion` changes and it lies in the lower part of the screen or below. */
export function useScrollTo(occasion: unknown): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const element = heading.current;
    if (
      occasion !== null &&
      element !== null &&
      element.getBoundingClientRect().top > window.innerHeight * lowestShare
    ) {
      element.scrollIntoView({ behavior: "smooth", block: "start" });
    }
  }, [occasion]);
  return heading;
}
