import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';

/** Hands bytes to the browser as a file. */
const save = (blob: Blob, fileName: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has its own hold on the bytes once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
};

/** Downloads over the panel's own client, which brings the person's token along and renews it. */
export const useDownload = () => {
  const { get } = useFetchClient();
  const [hasFailed, setHasFailed] = useState(false);

  const download = async (url: string, fileName: string): Promise<void> => {
    setHasFailed(false);
    try {
      const { data } = await get<Blob>(url, { responseType: 'blob' });
      save(data, fileName);
    } catch {
      setHasFailed(true);
    }
  };

  return { hasFailed, download };
};
