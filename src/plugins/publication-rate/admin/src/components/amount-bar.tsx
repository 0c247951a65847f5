import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

const Track = styled.div`
  height: 1.4rem;
  min-width: 8rem;
  background: ${({ theme }) => theme.colors.neutral150};
  border-radius: 2px;
  overflow: hidden;
`;

interface Props {
  /** Percent of the whole track. */
  readonly share: number;
  readonly isDifferent: boolean;
}

/** A bar beside an amount; the amount says it exactly. */
export const AmountBar = ({ share, isDifferent }: Props) => (
  <Track aria-hidden data-bar>
    <Box
      height="100%"
      data-bar
      background={isDifferent ? 'danger600' : 'primary500'}
      style={{ width: `${share}%` }}
    />
  </Track>
);
