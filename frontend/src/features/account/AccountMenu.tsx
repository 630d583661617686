import Avatar from "@mui/material/Avatar";
import IconButton from "@mui/material/IconButton";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useId, useState } from "react";
import { Link as RouterLink } from "react-router";

import type { SpotifyListener } from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";

interface AccountMenuProps {
  account: SpotifyListener;
  isLoggingOut: boolean;
  onConnect: () => void;
  onLogOut: () => void;
}

/** What the listener can do with the account that is connected. */
export function AccountMenu({ account, isLoggingOut, onConnect, onLogOut }: AccountMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const close = () => setAnchor(null);
  const name = account.display_name ?? "";
  const label = name === "" ? "Your Spotify account" : `Your Spotify account: ${name}`;
  return (
    <>
      <IconButton
        aria-controls={anchor === null ? undefined : id}
        aria-expanded={anchor !== null}
        aria-haspopup="menu"
        aria-label={label}
        loading={isLoggingOut}
        onClick={(event) => setAnchor(event.currentTarget)}
        title={label}
      >
        <Avatar
          slotProps={{ img: { alt: "", referrerPolicy: "no-referrer" } }}
          {...(account.image_url !== null && { src: account.image_url })}
          sx={portrait}
        >
          {name === "" ? <Icon fontSize="small" name="account" /> : [...name][0]?.toUpperCase()}
        </Avatar>
      </IconButton>
      <Menu anchorEl={anchor} id={id} onClose={close} open={anchor !== null}>
        {account.profile_url !== null && (
          <MenuItem
            component="a"
            href={account.profile_url}
            onClick={close}
            rel="noopener noreferrer"
            target="_blank"
          >
            Open your profile in Spotify
          </MenuItem>
        )}
        <MenuItem component={RouterLink} onClick={close} to="/taste">
          What Spotify is asked for
        </MenuItem>
        {account.needs_reconnect && (
          <MenuItem
            onClick={() => {
              close();
              onConnect();
            }}
          >
            Log in again
          </MenuItem>
        )}
        <MenuItem
          onClick={() => {
            close();
            onLogOut();
          }}
        >
          Log out of Spotify
        </MenuItem>
      </Menu>
    </>
  );
}

const portrait = {
  width: 30,
  height: 30,
  fontSize: "1rem",
  color: "primary.contrastText",
  bgcolor: "primary.main",
} as const;
