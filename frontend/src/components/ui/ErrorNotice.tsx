import Button from "@mui/material/Button";

import { describeProblem } from "@/api/problemWords";
import { Notice } from "./Notice";

interface ErrorNoticeProps {
  error: unknown;
  onRetry: () => void;
}

/** A failed call: what happened, what helps, and another try. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { title, detail, advice } = describeProblem(error);
  return (
    <Notice
      actions={
        <Button onClick={onRetry} variant="outlined">
          Try again
        </Button>
      }
      kind="problem"
      title={title}
    >
      {detail !== "" && <p>{detail}</p>}
      <p>{advice}</p>
    </Notice>
  );
}
