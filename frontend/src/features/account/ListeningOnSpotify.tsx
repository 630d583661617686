import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import {
  Purpose,
  type SpotifyListener,
  type SpotifyListening,
  type SpotifyState,
} from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { ruledList, ruledRow } from "@/components/ui/rows";

interface ListeningOnSpotifyProps {
  state: SpotifyState;
  /** What Spotify told lately; null while that is not known. */
  heard: SpotifyListening | null;
  isLeaving: boolean;
  isLoggingOut: boolean;
  onConnect: () => void;
  onLogOut: () => void;
}

const day = new Intl.DateTimeFormat("en", { dateStyle: "long" });
const asked: Record<Purpose, { end: string; what: string }> = {
  "log-in": { end: "To guide your lists", what: "which artists and songs you play most." },
  save: {
    end: "To save a list",
    what: "to make playlists in your account, and to see yours, so that none is made twice.",
  },
  play: {
    end: "To play here",
    what: "to play in this page and on your devices. Spotify's player also wants your e-mail address and kind of subscription; Humoresque reads neither.",
  },
};

/** What is asked of Spotify and when, what was agreed to, and the way in and out. */
export function ListeningOnSpotify({ state, ...props }: ListeningOnSpotifyProps) {
  const { account, address } = state;
  return (
    <Box sx={{ display: "grid", gap: 2.5, maxWidth: 720 }}>
      <Typography>
        Once you connect Spotify, lists with high or medium personalization also go by what you play
        most there. Besides your name and picture, Spotify is asked for each thing when you first
        want it:
      </Typography>
      <Box aria-label="What Spotify is asked for" component="ul" sx={ruledList}>
        {Object.values(Purpose).map((purpose) => (
          <Box component="li" key={purpose} sx={row}>
            <Typography sx={{ flex: "1 1 14rem", minWidth: 0 }}>
              <strong>{asked[purpose].end}:</strong> {asked[purpose].what}
            </Typography>
            {account !== null && (
              <Permission
                isGranted={account.granted.includes(purpose)}
                {...(purpose === "log-in" && { onAllow: props.onConnect })}
              />
            )}
          </Box>
        ))}
      </Box>
      <Typography sx={{ color: "text.secondary" }}>
        What Spotify tells is used when a list is made and never learned from. Logging out deletes
        it here, with the keys to your account; playlists saved at Spotify stay there.
      </Typography>
      {account === null ? (
        <Connect address={address} isLeaving={props.isLeaving} onConnect={props.onConnect} />
      ) : (
        <Account {...props} account={account} />
      )}
    </Box>
  );
}

interface PermissionProps {
  isGranted: boolean;
  /** Asks for it now; left out where it is asked for in its own place. */
  onAllow?: () => void;
}

function Permission({ isGranted, onAllow }: PermissionProps) {
  if (isGranted) {
    return (
      <Typography sx={mark} variant="body2">
        <Icon name="check" sx={{ fontSize: 18 }} /> Allowed
      </Typography>
    );
  }
  return onAllow === undefined ? (
    <Typography sx={{ color: "text.secondary" }} variant="body2">
      Not asked yet
    </Typography>
  ) : (
    <Button onClick={onAllow} variant="outlined">
      Allow it at Spotify
    </Button>
  );
}

interface ConnectProps {
  address: string | null;
  isLeaving: boolean;
  onConnect: () => void;
}

function Connect({ address, isLeaving, onConnect }: ConnectProps) {
  if (address !== null) {
    return (
      <Notice
        actions={
          <Button href={address} variant="contained">
            Open it there
          </Button>
        }
        kind="info"
        title={`Spotify allows log-in only at ${address}`}
      >
        <p>Lists and taste kept at this address stay with this address.</p>
      </Notice>
    );
  }
  return (
    <Box>
      <Button
        loading={isLeaving}
        onClick={onConnect}
        startIcon={<Icon name="account" />}
        variant="contained"
      >
        Connect Spotify
      </Button>
    </Box>
  );
}

interface AccountProps extends Omit<ListeningOnSpotifyProps, "state"> {
  account: SpotifyListener;
}

function Account({ account, heard, isLeaving, isLoggingOut, onConnect, onLogOut }: AccountProps) {
  const { display_name, needs_reconnect, authorization_expires_at } = account;
  return (
    <>
      <Typography data-testid="spotify-account">
        <strong>Connected{display_name !== null && ` as ${display_name}`}.</strong>{" "}
        {needs_reconnect
          ? "Spotify asks you to log in again before it tells anything more."
          : `Spotify asks you to log in again by ${day.format(new Date(authorization_expires_at))}.`}
        {heard !== null && heard.artists !== null && heard.songs !== null && (
          <>
            {" "}
            Of what you played most there, this catalog has {plural(heard.artists, "artist")} and{" "}
            {plural(heard.songs, "song")}.
          </>
        )}
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        {needs_reconnect && (
          <Button loading={isLeaving} onClick={onConnect} variant="contained">
            Log in at Spotify
          </Button>
        )}
        <Button color="error" loading={isLoggingOut} onClick={onLogOut} variant="outlined">
          Log out of Spotify
        </Button>
      </Box>
    </>
  );
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

const row = { ...ruledRow, flexWrap: "wrap" } as const;
const mark = { display: "flex", alignItems: "center", gap: 0.5, color: "success.main" } as const;
