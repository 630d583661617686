import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { type ReactNode, useEffect, useRef, useState } from "react";

import type { SpotifyListener } from "@/api/generated/model";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { describeOutcome } from "./outcomes";

export interface SpotifyNoticesProps {
  account: SpotifyListener | null;
  /** How the way to Spotify ended; null when nobody has just come from there. */
  outcome: string | null;
  /** Whether a photo lay on the page before. */
  hadPhoto: boolean;
  /** Why the page could not be left, or the account not be logged out. */
  error: unknown;
  /** Where to log out of Spotify itself; null unless that is due. */
  logOutAddress: string | null;
  onRetry: () => void;
  onConnect: () => void;
  onTryAgain: () => void;
  onDismiss: () => void;
}

const day = new Intl.DateTimeFormat("en", { dateStyle: "long" });

/** What there is to say of the Spotify account, above the page. */
export function SpotifyNotices(props: SpotifyNoticesProps) {
  const { account, error, logOutAddress, outcome } = props;
  const [isPutOff, setPutOff] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed may be far below, or gone.
    if (error !== null || logOutAddress !== null) {
      root.current?.focus();
    }
  }, [error, logOutAddress]);
  const due = isPutOff ? null : account;
  return (
    <Box ref={root} sx={stack} tabIndex={-1}>
      {error !== null && (
        <ErrorNotice
          error={error}
          onClose={props.onDismiss}
          onConnect={props.onConnect}
          onRetry={props.onRetry}
        />
      )}
      {logOutAddress !== null && <LoggedOut address={logOutAddress} onDismiss={props.onDismiss} />}
      {outcome === "connected" && account !== null && (
        <Connected account={account} hadPhoto={props.hadPhoto} onDismiss={props.onDismiss} />
      )}
      {outcome !== null && outcome !== "connected" && (
        <Failed onDismiss={props.onDismiss} onTryAgain={props.onTryAgain} outcome={outcome} />
      )}
      {due?.needs_reconnect === true && (
        <Due
          onConnect={props.onConnect}
          onPutOff={() => setPutOff(true)}
          title="Spotify asks you to log in again"
        >
          Your lists, your taste and all that you saved at Spotify stay as they are.
        </Due>
      )}
      {due?.needs_reconnect === false && due.expires_soon && (
        <Due
          onConnect={props.onConnect}
          onPutOff={() => setPutOff(true)}
          title={`Your log-in at Spotify ends on ${day.format(new Date(due.authorization_expires_at))}`}
        >
          Spotify ends every log-in after six months. Log in again now or then; nothing is lost.
        </Due>
      )}
    </Box>
  );
}

interface ConnectedProps {
  account: SpotifyListener;
  hadPhoto: boolean;
  onDismiss: () => void;
}

function Connected({ account, hadPhoto, onDismiss }: ConnectedProps) {
  const name = account.display_name === null ? "" : ` as ${account.display_name}`;
  return (
    <Told onDismiss={onDismiss} title={`Connected to Spotify${name}`}>
      {hadPhoto &&
        "Your wishes and the reading are as you left them; the photo itself was not kept."}
    </Told>
  );
}

function LoggedOut({ address, onDismiss }: { address: string; onDismiss: () => void }) {
  return (
    <Told
      actions={
        <Button
          endIcon={<Icon name="external" />}
          href={address}
          rel="noopener noreferrer"
          target="_blank"
          variant="outlined"
        >
          Log out there too
        </Button>
      }
      onDismiss={onDismiss}
      title="You are logged out"
    >
      <p>
        What Spotify told of you was deleted here. This browser may still be logged in at Spotify
        itself.
      </p>
    </Told>
  );
}

interface ToldProps {
  title: string;
  actions?: ReactNode;
  onDismiss: () => void;
  children: ReactNode;
}

function Told({ title, actions, onDismiss, children }: ToldProps) {
  return (
    <Box role="status">
      <Notice actions={actions} kind="info" onClose={onDismiss} title={title}>
        {children}
      </Notice>
    </Box>
  );
}

interface FailedProps {
  outcome: string;
  onTryAgain: () => void;
  onDismiss: () => void;
}

function Failed({ outcome, onTryAgain, onDismiss }: FailedProps) {
  const { title, text, again } = describeOutcome(outcome);
  return (
    <Notice
      actions={
        again !== null && (
          <Button onClick={onTryAgain} variant="outlined">
            {again}
          </Button>
        )
      }
      kind="problem"
      onClose={onDismiss}
      title={title}
    >
      <p>{text}</p>
    </Notice>
  );
}

interface DueProps {
  title: string;
  children: ReactNode;
  onConnect: () => void;
  onPutOff: () => void;
}

function Due({ title, children, onConnect, onPutOff }: DueProps) {
  return (
    <Notice
      actions={
        <>
          <Button onClick={onConnect} variant="outlined">
            Log in at Spotify
          </Button>
          <Button onClick={onPutOff}>Not now</Button>
        </>
      }
      kind="info"
      title={title}
    >
      <p>{children}</p>
    </Notice>
  );
}

const stack = {
  display: "grid",
  gap: 2,
  "&:empty": { display: "none" },
  "&:focus-visible": { outline: "none" },
} as const;
