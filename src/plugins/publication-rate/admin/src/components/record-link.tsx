import { Link } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import { useText } from '../text';

interface Props {
  readonly uid: string | null;
  readonly documentId: string | null;
  readonly label: string;
  /** Said instead of “打开”. */
  readonly children?: string | undefined;
}

/** To the form of the record behind an item; nothing where there is none. */
export const RecordLink = ({ uid, documentId, label, children }: Props) => {
  const text = useText();
  if (uid === null || documentId === null) return null;
  return (
    <Link
      tag={RouterLink}
      to={`/content-manager/collection-types/${uid}/${documentId}`}
      aria-label={text('items.open', { name: label })}
    >
      {children ?? text('items.openShort')}
    </Link>
  );
};
