import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Notice } from "@/components/ui/Notice";
import type { PlayerState, Remark } from "./engine";
import type { Refusal } from "./sdkDevice";

interface RemarksProps {
  state: PlayerState;
  refusal: Refusal | null;
  /** The refusal was read. */
  onDismiss: () => void;
  onPlay: () => void;
  onReconnect: () => void;
  /** Goes to Spotify to log in and allow playing. */
  onConnect: () => void;
}

const refusals: Record<Refusal, { title: string; why: string }> = {
  account: {
    title: "Whole songs need Spotify Premium",
    why: "Spotify plays them here for Premium accounts only.",
  },
  browser: {
    title: "This browser cannot play whole songs",
    why: "It lacks what Spotify's protected music needs, or this address is not a secure one.",
  },
  script: {
    title: "Spotify's player for whole songs could not be loaded",
    why: "Something between this browser and Spotify holds it back.",
  },
};

/** What does not go as it should, and what can be done. */
export function Remarks({ state, refusal, onDismiss, ...acts }: RemarksProps) {
  const { remark, missing, unplayable } = state;
  return (
    <>
      {refusal !== null && (
        <Notice kind="info" onClose={onDismiss} title={refusals[refusal].title}>
          <p>{refusals[refusal].why} This is its player for everyone instead.</p>
        </Notice>
      )}
      {remark !== null && <OneRemark remark={remark} {...acts} />}
      <Left songs={missing.map(({ title }) => title)} why="Not on Spotify, so left out" />
      <Left songs={unplayable} why="Could not be played" />
    </>
  );
}

function OneRemark({
  remark,
  onPlay,
  onReconnect,
  onConnect,
}: Omit<RemarksProps, "state" | "refusal" | "onDismiss"> & { remark: Remark }) {
  switch (remark.kind) {
    case "starting":
    case "reconnecting":
      return (
        <Typography role="status" sx={{ color: "text.secondary" }} variant="body2">
          {remark.kind === "starting"
            ? "Spotify's player is starting…"
            : "The connection to Spotify broke; it is being made again…"}
        </Typography>
      );
    case "press-play":
      return (
        <Notice
          actions={
            <Button onClick={onPlay} variant="contained">
              Play
            </Button>
          }
          kind="info"
          title="Press play"
        >
          <p>Your browser lets nothing sound here before you do.</p>
        </Notice>
      );
    case "lost":
      return (
        <Notice
          actions={
            <Button onClick={onReconnect} variant="outlined">
              Try again
            </Button>
          }
          kind="problem"
          title="Spotify's player does not answer"
        >
          <p>Check the network, then try again; the list and your place in it are kept.</p>
        </Notice>
      );
    case "log-in":
      return (
        <Notice
          actions={
            <Button onClick={onConnect} variant="contained">
              Log in at Spotify
            </Button>
          }
          kind="problem"
          title="Spotify no longer accepts the log-in"
        >
          <p>Log in there once more to go on playing here; your lists are untouched.</p>
        </Notice>
      );
    case "problem":
      return <ErrorNotice error={remark.error} onConnect={onConnect} onRetry={remark.retry} />;
  }
}

function Left({ songs, why }: { songs: readonly string[]; why: string }) {
  return (
    songs.length > 0 && (
      <Typography role="status" sx={{ color: "text.secondary" }} variant="body2">
        {why}: {[...new Set(songs)].join("; ")}.
      </Typography>
    )
  );
}
