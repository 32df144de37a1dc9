"""Opening the vault, and refusing a letterbox that is not its own."""

from distressapp.core.stores import StoreError, missing
from distressapp.keys.clinic import PrivateKey
from distressapp.keys.wrap import unwrapped
from distressapp.paths import Folder
from distressapp.service.house import House
from distressapp.vault.vault import Vault


def unlocked(house: House, passphrase: str) -> Vault:
    """The vault, open.

    Raises:
        WrongPassphraseError: It does not open with this passphrase.
        StoreError: It cannot be used, or the public key beside it is not its own.
    """
    vault = Vault.open(house.folder.vault, vault_key(house.folder, passphrase))
    if not vault.has_secret(secret_name(house.public.id)):
        vault.close()
        raise StoreError(
            f"{house.folder.clinic_public.name} is not the key of this vault",
            advice="Somebody may have exchanged it. Stop the kiosk, and ask for help.",
        )
    return vault


def vault_key(folder: Folder, passphrase: str) -> bytes:
    """The vault's own key.

    Raises:
        WrongPassphraseError: It does not open with this passphrase.
        StoreError: There is no wrap, or it is damaged.
    """
    path = folder.vault_wrap
    if not path.is_file():
        raise missing(f"{path.parent.name}/{path.name}")
    return unwrapped(path.name, path.read_bytes(), passphrase)


def private_key(house: House, vault: Vault) -> PrivateKey:
    """The half of the clinic's key that reads what was posted."""
    name = secret_name(house.public.id)
    return PrivateKey(public=house.public, private=vault.secret(name))


def secret_name(key_id: str) -> str:
    """Under which name the vault keeps the private half."""
    return f"clinic.{key_id}"
