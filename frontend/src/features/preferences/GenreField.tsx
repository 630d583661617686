import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";

import type { Genre } from "@/api/generated/model";
import { familyLabel, findGenres, inFamilies } from "./genres";
import { mostGenres } from "./wishes";

interface GenreFieldProps {
  chosen: string[];
  /** What there is to choose from; undefined while it is on its way. */
  genres: readonly Genre[] | undefined;
  /** Names of the families in the order to show them. */
  families: readonly string[];
  onChange: (genres: string[]) => void;
}

const count = new Intl.NumberFormat("en");

/** One to three of the genres, found by typing or looked up by family. */
export function GenreField({ chosen, genres, families, onChange }: GenreFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const options = inFamilies(genres ?? [], families);
  const unknown = genres === undefined ? [] : chosen.filter((name) => !isIn(options, name));
  return (
    <Box>
      <Typography
        component="label"
        htmlFor={id}
        sx={{ display: "block", fontWeight: 600, mb: 0.75 }}
      >
        Genres
      </Typography>
      <Autocomplete
        disableCloseOnSelect
        filterOptions={(all, { inputValue }) => findGenres(all, inputValue)}
        filterSelectedOptions
        getOptionDisabled={() => chosen.length >= mostGenres}
        getOptionLabel={(genre: Genre) => genre.name}
        groupBy={(genre) => familyLabel(genre.family)}
        id={id}
        inputValue={typed}
        isOptionEqualToValue={(option, value) => option.name === value.name}
        loading={genres === undefined}
        multiple
        noOptionsText="No such genre here"
        onChange={(_, next) => onChange(next.slice(0, mostGenres).map(({ name }) => name))}
        onInputChange={(_, text, reason) => {
          // What is typed before the genres have come is kept when they do.
          if (reason !== "reset") {
            setTyped(text);
          }
        }}
        options={options}
        renderInput={(params) => (
          <TextField
            {...params}
            error={unknown.length > 0}
            helperText={help(genres, unknown)}
            placeholder={chosen.length === 0 ? "Type or choose" : ""}
          />
        )}
        renderOption={({ key, ...option }, genre) => (
          <Box component="li" key={key} {...option}>
            <span>{genre.name}</span>
            <Typography
              component="span"
              sx={{ color: "text.secondary", ml: "auto", pl: 2 }}
              variant="body2"
            >
              {count.format(genre.tracks)} songs
            </Typography>
          </Box>
        )}
        value={chosen.map(
          (name) =>
            options.find((genre) => genre.name === name) ?? { name, tracks: 0, family: "other" },
        )}
      />
    </Box>
  );
}

function isIn(genres: readonly Genre[], name: string): boolean {
  return genres.some((genre) => genre.name === name);
}

function help(genres: readonly Genre[] | undefined, unknown: readonly string[]): string {
  if (genres === undefined) {
    return "Loading the genres…";
  }
  return unknown.length > 0
    ? `Not among these songs: ${unknown.join(", ")}.`
    : `One to three of ${genres.length}, by family.`;
}
