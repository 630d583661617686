import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";

import { useFavouriteArtists } from "@/api/useTaste";
import { Announcer } from "@/components/ui/Announcer";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon, type IconName } from "@/components/ui/Icon";
import { ruledList, ruledRow } from "@/components/ui/rows";
import { ArtistSearch, isSame } from "./ArtistSearch";

const mostArtists = 50;

/** The visitor's favourite artists in their own order, dearest first. */
export function FavouriteArtists({ artists }: { artists: readonly string[] }) {
  const { mutate, error, variables } = useFavouriteArtists();
  const [said, setSaid] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const moved = useRef<string[]>([]);
  // The buttons go with their row, and may be of no use in its new place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is the occasion
  useEffect(() => {
    focusFirst(root.current, moved.current);
    moved.current = [];
  }, [artists]);
  const change = (next: string[], words: string) => {
    setSaid(words);
    mutate(next);
  };
  const remove = (name: string) => {
    change(
      artists.filter((artist) => artist !== name),
      `${name} was removed.`,
    );
    // The button that was pressed goes with its row.
    root.current?.querySelector("input")?.focus();
  };
  const move = (name: string, by: number) => {
    const next = artists.filter((artist) => artist !== name);
    next.splice(artists.indexOf(name) + by, 0, name);
    const labels = [`Move ${name} up`, `Move ${name} down`];
    moved.current = by < 0 ? labels : labels.reverse();
    change(next, `${name} is now number ${next.indexOf(name) + 1}.`);
  };
  return (
    <Box ref={root} sx={{ display: "grid", gap: 2.5, maxWidth: 640 }}>
      <Announcer text={said} />
      <ArtistSearch
        chosen={artists}
        isFull={artists.length >= mostArtists}
        onAdd={(name) => {
          if (!artists.some((known) => isSame(known, name))) {
            change([...artists, name], `${name} was added.`);
          }
        }}
      />
      {error !== null && (
        <ErrorNotice error={error} onRetry={() => variables !== undefined && mutate(variables)} />
      )}
      {artists.length === 0 ? (
        <Typography sx={{ color: "text.secondary" }}>
          Nobody yet. A few names are enough to feel the difference between high, medium and low
          personalization.
        </Typography>
      ) : (
        <Box aria-label="Favourite artists" component="ol" sx={ruledList}>
          {artists.map((name, index) => (
            <Box component="li" key={name} sx={row}>
              <Typography aria-hidden component="span" sx={number}>
                {index + 1}
              </Typography>
              <Typography sx={{ flex: 1, minWidth: 0 }}>{name}</Typography>
              <Tool
                disabled={index === 0}
                icon="up"
                label={`Move ${name} up`}
                onClick={() => move(name, -1)}
              />
              <Tool
                disabled={index === artists.length - 1}
                icon="down"
                label={`Move ${name} down`}
                onClick={() => move(name, 1)}
              />
              <Tool icon="close" label={`Remove ${name}`} onClick={() => remove(name)} />
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}

/** The first of these buttons that can be used takes the focus. */
function focusFirst(root: HTMLElement | null, labels: readonly string[]): void {
  const buttons = [...(root?.querySelectorAll<HTMLButtonElement>("button:enabled") ?? [])];
  labels
    .map((label) => buttons.find((button) => button.getAttribute("aria-label") === label))
    .find((button) => button !== undefined)
    ?.focus();
}

interface ToolProps {
  icon: IconName;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ icon, label, disabled = false, onClick }: ToolProps) {
  return (
    <IconButton aria-label={label} disabled={disabled} onClick={onClick} title={label}>
      <Icon fontSize="small" name={icon} />
    </IconButton>
  );
}

const row = { ...ruledRow, gap: 0.5, py: 0, minHeight: 52 } as const;
const number = { typography: "h4", color: "primary.main", minWidth: "2em" } as const;
