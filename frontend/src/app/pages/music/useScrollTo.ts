import { type RefObject, useEffect, useRef } from "react";

import { scrollToTop } from "@/components/ui/scrollToTop";

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
      scrollToTop(element);
    }
  }, [occasion]);
  return heading;
}
