/** Terms of use and publisher of the open data; the application's configuration may set its own. */
export const config = {
  default: {
    publisher: '区政府信息公开工作办公室',
    licence: {
      name: 'CC BY 4.0',
      url: 'https://creativecommons.org/licenses/by/4.0/deed.zh-hans',
    },
  },
  validator: (): void => undefined,
};
