/** A report as plain data, from which the page and the Word document are both made. */
import type { Picture } from '../charts/picture';

/** A piece of a report. Every text is a text, never markup. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string; tone?: 'lead' | 'quiet' | 'note' }
  | { kind: 'table'; caption: string; columns: ReportColumn[]; rows: string[][] }
  | { kind: 'picture'; picture: Picture };

/** A column of a table; the first of a table heads its rows. */
export interface ReportColumn {
  title: string;
  isNumber?: boolean;
  /** Its share of the width, beside those of the other columns; 1 by default. */
  share?: number;
}
