import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useId, useState } from "react";

import type { Artist } from "@/api/generated/model";
import { describeProblem } from "@/api/problemWords";
import { useArtistSearch } from "@/api/useArtistSearch";

interface ArtistSearchProps {
  /** Names that are chosen already. */
  chosen: readonly string[];
  isFull: boolean;
  onAdd: (name: string) => void;
}

const pauseMs = 180;
const count = new Intl.NumberFormat("en");

/** Artists of the catalog, found while typing. */
export function ArtistSearch({ chosen, isFull, onAdd }: ArtistSearchProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const settled = useSettled(typed);
  const { data, error, isFetching, isPlaceholderData } = useArtistSearch(settled);
  const isLooking = isFetching || settled !== typed;
  const isOld = isPlaceholderData || settled !== typed;
  const found = (data?.artists ?? []).filter(
    // Until the answer is there, only those of the last one that still fit can be chosen.
    ({ name }) => typed.trim() !== "" && (!isOld || holds(name, typed)),
  );
  return (
    <Box>
      <Typography
        component="label"
        htmlFor={id}
        sx={{ display: "block", fontWeight: 600, mb: 0.75 }}
      >
        Add an artist
      </Typography>
      <Autocomplete
        // A name is taken at once and listed below; the field is free again.
        blurOnSelect={false}
        disabled={isFull}
        filterOptions={(all) => all}
        getOptionDisabled={({ name }) => chosen.some((known) => isSame(known, name))}
        getOptionLabel={(artist: Artist) => artist.name}
        id={id}
        inputValue={typed}
        isOptionEqualToValue={(option, value) => option.name === value.name}
        loading={isLooking && typed.trim() !== ""}
        loadingText="Looking in the catalog…"
        noOptionsText={
          typed.trim() === "" ? "Type a name" : `Nobody called “${typed.trim()}” in this catalog`
        }
        onChange={(_, artist) => {
          if (artist !== null) {
            onAdd(artist.name);
            setTyped("");
          }
        }}
        onInputChange={(_, text, reason) => {
          if (reason !== "reset" && reason !== "selectOption") {
            setTyped(text);
          }
        }}
        options={found}
        renderInput={(params) => (
          <TextField
            {...params}
            error={error !== null}
            helperText={helpFor(error, isFull)}
            placeholder="Type a name"
          />
        )}
        renderOption={({ key, ...option }, artist) => (
          <Box component="li" key={key} {...option}>
            <span>{artist.name}</span>
            <Typography
              component="span"
              sx={{ color: "text.secondary", ml: "auto", pl: 2 }}
              variant="body2"
            >
              {count.format(artist.tracks)} {artist.tracks === 1 ? "song" : "songs"}
            </Typography>
          </Box>
        )}
        value={null}
      />
    </Box>
  );
}

function helpFor(error: unknown, isFull: boolean): string {
  if (error !== null) {
    const { title, advice } = describeProblem(error);
    return `${title}. ${advice}`;
  }
  return isFull
    ? "That is as many as are kept; remove one to add another."
    : "Those of whom there are songs here.";
}

function holds(name: string, typed: string): boolean {
  return name.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
}

export function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}

/** The value once it has stayed the same for a moment, so that not every key asks the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
