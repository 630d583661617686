import Button from "@mui/material/Button";

import type { Purpose } from "@/api/generated/model";
import { describeProblem } from "@/api/problemWords";
import { Notice } from "./Notice";

interface ErrorNoticeProps {
  error: unknown;
  /** Left out where another button is there to try again. */
  onRetry?: () => void;
  /** Goes to Spotify to log in or agree; without it, such a problem is told and no more. */
  onConnect?: (purpose: Purpose) => void;
  onClose?: () => void;
}

/** A failed call: what happened, what helps, and the button for it where there is one. */
export function ErrorNotice({ error, onRetry, onConnect, onClose }: ErrorNoticeProps) {
  const { title, detail, advice, mayPass, consent, address } = describeProblem(error);
  return (
    <Notice
      actions={
        <>
          {consent !== null && onConnect !== undefined && (
            <Button onClick={() => onConnect(consent)} variant="contained">
              {consent === "log-in" ? "Log in at Spotify" : "Allow it at Spotify"}
            </Button>
          )}
          {address !== null && (
            <Button href={address} variant="contained">
              Open it at {new URL(address).host}
            </Button>
          )}
          {mayPass && onRetry !== undefined && (
            <Button onClick={onRetry} variant="outlined">
              Try again
            </Button>
          )}
        </>
      }
      kind="problem"
      {...(onClose !== undefined && { onClose })}
      title={title}
    >
      {detail !== "" && <p>{detail}</p>}
      <p>{advice}</p>
    </Notice>
  );
}
