export { ErrorSign, ExpandSign, CopySign } from './rowSigns';
export { sortRows, type SortValue } from './sortRows';
export type { RowTree, SortOrder, TableColumn } from './TableColumn';
export { getRowButtonStyles } from './tableStyles';
export { VirtualTable } from './VirtualTable';
