import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { lazy, Suspense } from "react";

import type { SpotifyState } from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";

/** Menus are large: they come with the first account. */
const AccountMenu = lazy(async () => ({ default: (await import("./AccountMenu")).AccountMenu }));

interface AccountControlProps {
  state: SpotifyState | undefined;
  /** Whether the page is being left for Spotify. */
  isLeaving: boolean;
  isLoggingOut: boolean;
  onConnect: () => void;
  onLogOut: () => void;
}

/** The masthead's way to Spotify and out of it; nothing where Spotify is not set up. */
export function AccountControl({ state, ...props }: AccountControlProps) {
  if (state?.configured !== true) {
    return null;
  }
  return state.account === null ? (
    <Button
      aria-label="Connect Spotify"
      loading={props.isLeaving}
      onClick={props.onConnect}
      sx={connect}
      title="Connect Spotify"
      variant="outlined"
    >
      <Icon name="account" />
      <Box component="span" sx={{ display: { xs: "none", md: "inline" }, ml: 1 }}>
        Connect Spotify
      </Box>
    </Button>
  ) : (
    <Suspense fallback={<Box sx={{ width: 44 }} />}>
      <AccountMenu
        account={state.account}
        isLoggingOut={props.isLoggingOut}
        onConnect={props.onConnect}
        onLogOut={props.onLogOut}
      />
    </Suspense>
  );
}

/** A square with an icon on a phone. */
const connect = { minWidth: 44, px: { xs: 0, md: 2 } } as const;
