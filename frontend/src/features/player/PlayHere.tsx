import Button from "@mui/material/Button";

import type { SpotifyState } from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";

interface PlayHereProps {
  spotify: SpotifyState | undefined;
  /** Whether the page is being left for Spotify. */
  isLeaving: boolean;
  /** Whether this was asked for before the way to Spotify, and waits for a click. */
  isResumed: boolean;
  /** Goes to Spotify to allow it. */
  onConnect: () => void;
  onPlay: () => void;
}

/** Whole songs in this page, for Premium listeners who allow it. */
export function PlayHere({ spotify, isLeaving, isResumed, onConnect, onPlay }: PlayHereProps) {
  if (spotify === undefined || !canPlayHere(spotify)) {
    return null;
  }
  const { account } = spotify;
  const isAllowed =
    account !== null && !account.needs_reconnect && account.granted.includes("play");
  return (
    <Button
      loading={isLeaving}
      onClick={isAllowed ? onPlay : onConnect}
      startIcon={<Icon name="play" />}
      title={isAllowed ? undefined : "Spotify asks you to allow it first"}
      variant={isResumed && isAllowed ? "contained" : "outlined"}
    >
      Play here with Spotify Premium
    </Button>
  );
}

function canPlayHere({ configured, address }: SpotifyState): boolean {
  return configured && address === null;
}
