import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";

import type { Genre } from "@/api/generated/model";
import { useGenres } from "@/api/useGenres";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { mostGenres } from "./wishes";

interface GenreFieldProps {
  chosen: string[];
  onChange: (genres: string[]) => void;
}

/** Names that begin with what was typed come first: "pop" before "k-pop". */
function findGenres(genres: Genre[], { inputValue }: { inputValue: string }): Genre[] {
  const typed = inputValue.trim().toLowerCase();
  const found = genres.filter(({ name }) => name.includes(typed));
  return [
    ...found.filter(({ name }) => name.startsWith(typed)),
    ...found.filter(({ name }) => !name.startsWith(typed)),
  ];
}

const count = new Intl.NumberFormat("en");

/** One to three of the catalog's genres, found by typing. */
export function GenreField({ chosen, onChange }: GenreFieldProps) {
  const { data, error, isPending, refetch } = useGenres();
  const genres = data?.genres ?? [];
  if (error !== null) {
    return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Box>
      <Typography
        component="label"
        htmlFor="genres"
        sx={{ display: "block", fontWeight: 600, mb: 0.75 }}
      >
        Genres
      </Typography>
      <Autocomplete
        disableCloseOnSelect
        filterOptions={findGenres}
        filterSelectedOptions
        getOptionDisabled={() => chosen.length >= mostGenres}
        getOptionLabel={(genre: Genre) => genre.name}
        id="genres"
        isOptionEqualToValue={(option, value) => option.name === value.name}
        loading={isPending}
        multiple
        noOptionsText="No such genre in this catalog"
        onChange={(_, next) => onChange(next.slice(0, mostGenres).map(({ name }) => name))}
        options={genres}
        renderInput={(params) => (
          <TextField
            {...params}
            helperText={
              data === undefined
                ? "Loading the catalog's genres…"
                : `One to three of the ${genres.length} in this catalog.`
            }
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
          (name) => genres.find((genre) => genre.name === name) ?? { name, tracks: 0 },
        )}
      />
    </Box>
  );
}
