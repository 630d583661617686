/** A list without bullets, under a hairline. */
export const ruledList = {
  listStyle: "none",
  m: 0,
  p: 0,
  borderTop: 1,
  borderColor: "divider",
} as const;

/** One line of it, over a hairline. */
export const ruledRow = {
  display: "flex",
  alignItems: "center",
  gap: 1.5,
  py: 1,
  borderBottom: 1,
  borderColor: "divider",
} as const;
