import type { DeskType } from '../../../../shared/contracts/editor-desk';

/** What is declared, for the hooks, which run long after. */
export interface Desk {
  declare(types: readonly DeskType[]): void;
  types(): readonly DeskType[];
  byUid(uid: string): DeskType | undefined;
  /** Strapi's hooks of the list tell the title of the type, not its uid. */
  byTitle(title: string): DeskType | undefined;
}

export const createDesk = (): Desk => {
  const declared: DeskType[] = [];
  return {
    declare: (types) => void declared.push(...types),
    types: () => declared,
    byUid: (uid) => declared.find((type) => type.uid === uid),
    byTitle: (title) => declared.find(({ uid, label }) => uid.includes('::') && label.zh === title),
  };
};
