import { normalizeCode, normalizeDocNumber, normalizeText } from './text';

describe('normalizeCode', () => {
  it.each([
    [' 11341702486344515h ', '11341702486344515H'],
    ['１１３４１７０２４８６３４４５１５Ｈ', '11341702486344515H'],
    ['1134 1702 4863\u200b44515H', '11341702486344515H'],
    ['２０１７－０１', '2017-01'],
  ])('reads %p', (typed, code) => {
    expect(normalizeCode(typed)).toBe(code);
  });
});

describe('normalizeDocNumber', () => {
  it.each([
    ['鄂财编办发[2017]3号', '鄂财编办发〔2017〕3号'],
    ['武政办（2004）148号', '武政办〔2004〕148号'],
    ['武政办(2004) 148 号', '武政办〔2004〕148号'],
    ['财预【２０１１】27号', '财预〔2011〕27号'],
    ['岸政规〔2017〕1号', '岸政规〔2017〕1号'],
    ['国务院令第492号', '国务院令第492号'],
  ])('writes %p as %p', (typed, written) => {
    expect(normalizeDocNumber(typed)).toBe(written);
  });
});

describe('normalizeText', () => {
  it('drops what surrounds a text', () => {
    expect(normalizeText(' \u3000江岸区\n 民政局\ufeff ')).toBe('江岸区 民政局');
  });
});
