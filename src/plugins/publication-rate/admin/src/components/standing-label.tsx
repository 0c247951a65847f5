import { styled } from 'styled-components';

import type { Standing } from '../../../shared/contracts/reports';
import { groundOf, StandingMark } from './standing-mark';

const Label = styled.span<{ $standing: Standing }>`
  display: inline-flex;
  gap: 0.4rem;
  padding: 0 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.2rem;
  line-height: 2.2rem;
  white-space: nowrap;
  color: ${({ theme }) => theme.colors.neutral800};
  background-color: ${({ theme, $standing }) => groundOf(theme, $standing)};
`;

interface Props {
  readonly standing: Standing;
  readonly children: string;
}

/** Words on the ground of a standing, with its sign. */
export const StandingLabel = ({ standing, children }: Props) => (
  <Label $standing={standing} data-standing={standing}>
    <StandingMark standing={standing} isDecoration />
    {children}
  </Label>
);
