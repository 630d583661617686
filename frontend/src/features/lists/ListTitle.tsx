import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type SyntheticEvent, useState } from "react";
import { Link as RouterLink } from "react-router";

import { describeProblem } from "@/api/problemWords";
import { useRenaming } from "@/api/usePlaylists";
import { Icon } from "@/components/ui/Icon";

interface ListTitleProps {
  id: string;
  name: string;
  /** The list's own page, where the name stands among others. */
  to?: string;
}

const longestName = 100;

/** A list's name, which can be changed in its place. */
export function ListTitle({ id, name, to }: ListTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const { mutate, error, isPending, reset } = useRenaming();
  const stop = () => {
    reset();
    setDraft(null);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (draft === null || draft.trim() === "") {
      return;
    }
    if (draft.trim() === name) {
      stop();
    } else {
      mutate({ id, name: draft.trim() }, { onSuccess: stop });
    }
  };
  if (draft === null) {
    return (
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1 }}>
        {to === undefined ? (
          <Typography component="p" data-testid="list-name" variant="h3">
            {name}
          </Typography>
        ) : (
          <Typography component="h3" variant="h4">
            <Link
              color="inherit"
              component={RouterLink}
              sx={{ display: "inline-block", py: 1 }}
              to={to}
            >
              {name}
            </Link>
          </Typography>
        )}
        <Button
          aria-label={`Rename ${name}`}
          // The focus comes back to where it was before the field was there.
          autoFocus={wasOpen}
          onClick={() => {
            setDraft(name);
            setWasOpen(true);
          }}
          size="small"
          startIcon={<Icon name="pencil" />}
        >
          Rename
        </Button>
      </Box>
    );
  }
  return (
    <Box component="form" onSubmit={submit} sx={form}>
      <TextField
        autoFocus
        error={error !== null || draft.trim() === ""}
        fullWidth
        helperText={error === null ? `At most ${longestName} letters.` : problemLine(error)}
        label="Name of the list"
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => event.key === "Escape" && stop()}
        slotProps={{ htmlInput: { maxLength: longestName } }}
        value={draft}
      />
      <Box sx={{ display: "flex", gap: 1 }}>
        <Button loading={isPending} type="submit" variant="contained">
          Save the name
        </Button>
        <Button onClick={stop}>Cancel</Button>
      </Box>
    </Box>
  );
}

function problemLine(error: unknown): string {
  const { title, detail, advice } = describeProblem(error);
  return [title, detail, advice].filter((part) => part !== "").join(". ");
}

const form = { display: "grid", gap: 1, maxWidth: 520, mb: 1.5 } as const;
