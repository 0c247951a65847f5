import { isFetchError, useFetchClient } from '@strapi/strapi/admin';
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

/**
 * Downloads over the panel's own client, which brings the person's token along and renews it.
 * `failure` is the HTTP status of the last attempt, 0 where there was no answer at all.
 */
export const useDownload = () => {
  const { get } = useFetchClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<number | null>(null);

  const download = async (
    name: string,
    url: string,
    params: Readonly<Record<string, string>>,
    fileName: string,
  ): Promise<void> => {
    setBusy(name);
    setFailure(null);
    try {
      const { data } = await get<Blob>(url, { params, responseType: 'blob' });
      save(data, fileName);
    } catch (error) {
      setFailure(isFetchError(error) ? (error.status ?? 0) : 0);
    } finally {
      setBusy(null);
    }
  };

  return { busy, failure, download };
};
