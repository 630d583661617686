import LinearProgress from "@mui/material/LinearProgress";

/** While the first page's code is on its way. */
export function Opening() {
  return <LinearProgress aria-label="Opening the page" />;
}
