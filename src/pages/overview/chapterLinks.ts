export { chapterPath, panelPath, queryPath, tracePath } from '../../panels';
