import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useId, useRef, useState } from "react";

import { useSharing } from "@/api/usePlaylists";
import { Announcer } from "@/components/ui/Announcer";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";

interface ShareControlProps {
  id: string;
  shared: boolean;
  shareUrl: string | null;
}

/** A link to the list for others; off until it is turned on. */
export function ShareControl({ id, shared, shareUrl }: ShareControlProps) {
  const { mutate, error, isPending, isSuccess, variables } = useSharing();
  const helpId = useId();
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <FormControlLabel
        control={
          <Switch
            // As it was asked for, until the server has answered.
            checked={isPending ? variables.shared : shared}
            onChange={(_, on) => mutate({ id, shared: on })}
            slotProps={{ input: { "aria-describedby": helpId } }}
          />
        }
        label="Share by link"
        sx={{ width: "fit-content" }}
      />
      <Typography id={helpId} sx={{ color: "text.secondary" }} variant="body2">
        {shared
          ? "Anyone with this link sees the list's name and its songs, nothing else of you. Turning it off makes the link useless."
          : "Off: nobody but you can open this list."}
      </Typography>
      <Announcer text={isSuccess ? announcement(shared) : ""} />
      {error !== null && (
        <ErrorNotice error={error} onRetry={() => variables !== undefined && mutate(variables)} />
      )}
      {shared && shareUrl !== null && <CopyField url={absolute(shareUrl)} />}
    </Box>
  );
}

function announcement(shared: boolean): string {
  return shared ? "The list has a link now." : "The link was taken back.";
}

function absolute(url: string): string {
  return new URL(url, window.location.href).href;
}

function CopyField({ url }: { url: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setSaid("Copied.");
    } catch {
      setSaid("Your browser does not let this page copy; the link is selected for you.");
    }
  };
  return (
    <Box
      sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "start", maxWidth: 560, mt: 1 }}
    >
      <TextField
        helperText={said}
        inputRef={field}
        label="Link to this list"
        onFocus={(event) => event.target.select()}
        slotProps={{ htmlInput: { readOnly: true } }}
        sx={{ flex: "1 1 10rem" }}
        value={url}
      />
      <Button
        onClick={() => void copy()}
        startIcon={<Icon name="link" />}
        sx={{ minHeight: 56 }}
        variant="outlined"
      >
        Copy
      </Button>
      <Announcer text={said} />
    </Box>
  );
}
