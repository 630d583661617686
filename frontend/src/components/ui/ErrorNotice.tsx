import Button from "@mui/material/Button";

import { describeProblem } from "@/api/problemWords";
import { Notice } from "./Notice";

interface ErrorNoticeProps {
  error: unknown;
  onRetry: () => void;
}

/** A failed call: what happened, what helps, and another try where that makes sense. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { title, detail, advice, mayPass } = describeProblem(error);
  return (
    <Notice
      actions={
        mayPass && (
          <Button onClick={onRetry} variant="outlined">
            Try again
          </Button>
        )
      }
      kind="problem"
      title={title}
    >
      {detail !== "" && <p>{detail}</p>}
      <p>{advice}</p>
    </Notice>
  );
}
