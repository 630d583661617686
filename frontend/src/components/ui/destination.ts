const words: Record<string, string> = {
  calm: "calm",
  cleanse: "a clean slate",
  soothe: "soothing songs",
  keep: "more of the same joy",
  lift: "a lift",
  curious: "curiosity",
  discover: "something to discover",
  chosen: "the place you chose",
};

/** Where a list leads to, in words; what the table lacks keeps the server's own name. */
export function destinationLabel(name: string): string {
  return words[name] ?? name;
}
