import { useDeletion } from "@/api/usePlaylists";
import { Confirmation } from "@/components/ui/Confirmation";
import { ErrorNotice } from "@/components/ui/ErrorNotice";

interface ListDeletionProps {
  /** The list that is to go; null asks nothing. */
  list: { id: string; name: string } | null;
  onCancel: () => void;
  onDeleted: (name: string) => void;
}

/** Asks, then deletes; a failure is told and can be tried again. */
export function ListDeletion({ list, onCancel, onDeleted }: ListDeletionProps) {
  const { mutate, error, variables } = useDeletion();
  const remove = (doomed: { id: string; name: string }) => {
    onCancel();
    mutate(doomed, { onSuccess: () => onDeleted(doomed.name) });
  };
  return (
    <>
      {error !== null && (
        <ErrorNotice error={error} onRetry={() => variables !== undefined && remove(variables)} />
      )}
      <Confirmation
        action="Delete"
        isOpen={list !== null}
        onCancel={onCancel}
        onConfirm={() => list !== null && remove(list)}
        title={`Delete “${list?.name ?? ""}”?`}
      >
        The list and what is kept with it go for good; a shared link stops working. Your opinions of
        its songs stay.
      </Confirmation>
    </>
  );
}
