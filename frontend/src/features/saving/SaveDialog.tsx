import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type SyntheticEvent, useId } from "react";

import type { Purpose } from "@/api/generated/model";
import { ErrorNotice } from "@/components/ui/ErrorNotice";

/** How the list is to look at Spotify. */
export interface SaveWishes {
  name: string;
  description: string;
  public: boolean;
}

interface SaveDialogProps {
  isOpen: boolean;
  wishes: SaveWishes;
  /** Whether Spotify lets us make playlists already; else the way leads there first. */
  isAllowed: boolean;
  isPending: boolean;
  /** Why it was not saved; the same button tries again. */
  error: unknown;
  onChange: (wishes: SaveWishes) => void;
  onSubmit: () => void;
  onConnect: (purpose: Purpose) => void;
  onClose: () => void;
}

const longestName = 100;
const longestDescription = 300;

/** Name, description, on the profile or not; what is entered stays when saving fails. */
export function SaveDialog(props: SaveDialogProps) {
  const { wishes, onChange, isAllowed, error } = props;
  const id = useId();
  const isNameless = wishes.name.trim() === "";
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isNameless) {
      props.onSubmit();
    }
  };
  return (
    <Dialog
      aria-labelledby={id}
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      open={props.isOpen}
      transitionDuration={0}
    >
      <Box component="form" onSubmit={submit} sx={form}>
        <DialogTitle id={id}>Save to Spotify</DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2 }}>
          <TextField
            autoFocus
            error={isNameless}
            helperText={isNameless ? "It needs a name." : `At most ${longestName} letters.`}
            label="Name of the playlist"
            onChange={(event) => onChange({ ...wishes, name: event.target.value })}
            slotProps={{ htmlInput: { maxLength: longestName } }}
            sx={{ mt: 1 }}
            value={wishes.name}
          />
          <TextField
            helperText={`May be empty; at most ${longestDescription} letters.`}
            label="Description"
            onChange={(event) => onChange({ ...wishes, description: event.target.value })}
            slotProps={{ htmlInput: { maxLength: longestDescription } }}
            value={wishes.description}
          />
          <div>
            <FormControlLabel
              control={
                <Checkbox
                  checked={wishes.public}
                  onChange={(_, isPublic) => onChange({ ...wishes, public: isPublic })}
                  slotProps={{ input: { "aria-describedby": `${id}-public` } }}
                />
              }
              label="Show it on my Spotify profile"
            />
            <Typography id={`${id}-public`} sx={{ color: "text.secondary" }} variant="body2">
              Without, it is not listed there, but whoever has its link can open it.
            </Typography>
          </div>
          {!isAllowed && (
            <Typography>
              Spotify asks you first whether Humoresque may make playlists for you. You come back
              here, and the list is saved.
            </Typography>
          )}
          {error !== null && <ErrorNotice error={error} onConnect={props.onConnect} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button disabled={isNameless} loading={props.isPending} type="submit" variant="contained">
            {isAllowed ? "Save" : "Go on to Spotify"}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

/** Between the dialog and its parts: the content scrolls where the window is low. */
const form = { display: "flex", flexDirection: "column", minHeight: 0 } as const;
