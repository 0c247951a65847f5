import { styled } from 'styled-components';

/** A widget's list: name and standing on one line each. */
export const Lines = styled.ul`
  width: 100%;
  margin: 0;
  padding: 0;
  list-style: none;

  > li {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 1.2rem;
    padding: 0.4rem 0;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  > li:last-child {
    border-bottom: 0;
  }
  > li > :first-child {
    min-width: 0;
  }
  > li > :last-child {
    flex-shrink: 0;
  }
`;
