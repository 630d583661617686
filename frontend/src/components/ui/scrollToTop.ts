/** Scrolls until the element is at the top; at once for people who asked for less motion. */
export function scrollToTop(element: Element): void {
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ behavior: isCalm ? "instant" : "smooth", block: "start" });
}
