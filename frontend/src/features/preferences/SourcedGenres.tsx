import type { OwnMusic } from "@/api/generated/model";
import { useGenres } from "@/api/useGenres";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { GenreField } from "./GenreField";
import { together } from "./genres";
import type { Wishes } from "./wishes";

interface SourcedGenresProps {
  wishes: Wishes;
  /** The listener's own songs; null where they cannot be used. */
  own: OwnMusic | null;
  onChange: (genres: string[]) => void;
}

/** The genres of the songs that are asked for: the catalog's, the listener's own, or both. */
export function SourcedGenres({ wishes, own, onChange }: SourcedGenresProps) {
  const { data, error, refetch } = useGenres();
  const mine = own?.genres ?? [];
  if (error !== null && wishes.source !== "own") {
    return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  }
  const genres = {
    catalog: data?.genres,
    own: mine,
    both: data && together(data.genres, mine),
  }[wishes.source];
  return (
    <GenreField
      chosen={wishes.genres}
      families={data?.families ?? []}
      genres={genres}
      onChange={onChange}
    />
  );
}
