import Button from "@mui/material/Button";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useId, useState } from "react";

import { Icon } from "@/components/ui/Icon";
import { exportAddress, exportFormats } from "./exports";

interface ExportMenuProps {
  id: string;
  /** The list's name, where several menus stand on one page. */
  name?: string;
}

/** The list as a file, in a choice of formats. */
export function ExportMenu({ id, name }: ExportMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        aria-controls={anchor === null ? undefined : menuId}
        aria-expanded={anchor !== null}
        aria-haspopup="menu"
        {...(name !== undefined && { "aria-label": `Export ${name}` })}
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Icon name="download" />}
        variant="outlined"
      >
        Export
      </Button>
      <Menu anchorEl={anchor} id={menuId} onClose={close} open={anchor !== null}>
        {exportFormats.map(({ format, label, use }) => (
          <MenuItem
            component="a"
            download
            href={exportAddress(id, format)}
            key={format}
            onClick={close}
          >
            <ListItemText primary={label} secondary={use} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
