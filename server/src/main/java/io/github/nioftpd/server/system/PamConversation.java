package io.github.nioftpd.server.system;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.github.nioftpd.auth.Credentials;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jvnet.libpam.impl.PAMLibrary;
import org.jvnet.libpam.impl.PAMLibrary.pam_conv;
import org.jvnet.libpam.impl.PAMLibrary.pam_handle_t;
import org.jvnet.libpam.impl.PAMLibrary.pam_message;

/**
 * One question to PAM: is this the password of the user, and is the login permitted now? It neither
 * establishes credentials nor opens a session: both would change the whole process. Used by one
 * thread, once.
 *
 * <p>The declarations are libpam4j's. Its own class PAM asks {@code getpwnam}, whose answer another
 * thread can overwrite.
 */
final class PamConversation {

  /** Libpam4j's declarations, and what they leave out. */
  interface Library extends PAMLibrary {
    /** Sets a function. */
    int pam_set_item(pam_handle_t handle, int item, Callback function);
  }

  /** The callback that libpam calls instead of sleeping after a failure. */
  interface Delay extends Callback {
    /** Receives the result and the delay that the modules request, in microseconds. */
    void callback(int result, int micros, Pointer data);
  }

  private static final int TTY = 3;
  private static final int RHOST = 4;
  private static final int FAIL_DELAY = 10;
  private static final int CONVERSATION_FAILED = 19;
  private static final int DISALLOW_NULL_PASSWORD = 1;
  private static final int SILENT = 0x8000;

  /** Results that say no: of rules, passwords, and accounts that are locked or have expired. */
  private static final Set<Integer> REFUSALS = Set.of(6, 7, 8, 10, 11, 12, 13, 16, 17, 27);

  /** More than this PAM does not take. */
  private static final int LONGEST_PASSWORD = 511;

  private final Library library = Loaded.LIBRARY;
  private final Credentials.Password login;
  private boolean answered;
  private int micros;

  /** Loaded when it is first needed. */
  private static final class Loaded {
    static final Library LIBRARY = Native.load("pam", Library.class);
  }

  /**
   * The result.
   *
   * @param user the name of the user, which a module may have changed, or empty when he may not
   * @param micros how long after its beginning a refusal is to be told, in microseconds
   */
  record Verdict(Optional<String> user, int micros) {}

  PamConversation(Credentials.Password login) {
    this.login = login;
  }

  /** Whether a text can be a password at all; a NUL would end it for C. */
  static boolean isPassword(String text) {
    return !text.isEmpty()
        && text.indexOf('\0') < 0
        && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD;
  }

  /**
   * Asks.
   *
   * @throws IOException when PAM itself fails
   */
  Verdict ask(String service) throws IOException {
    pam_conv conversation = new pam_conv(this::answer);
    Delay delay = (result, wanted, data) -> micros = result == 0 ? 0 : wanted;
    PointerByReference reference = new PointerByReference();
    int result = library.pam_start(service, login.user(), conversation, reference);
    if (result != PAMLibrary.PAM_SUCCESS) {
      throw new IOException("PAM cannot be started, error " + result);
    }
    pam_handle_t handle = new pam_handle_t(reference.getValue());
    try {
      library.pam_set_item(handle, RHOST, login.address().getHostAddress());
      library.pam_set_item(handle, TTY, "nioftpd");
      library.pam_set_item(handle, FAIL_DELAY, delay);
      int flags = SILENT | DISALLOW_NULL_PASSWORD;
      result = library.pam_authenticate(handle, flags);
      if (result == PAMLibrary.PAM_SUCCESS) {
        result = library.pam_acct_mgmt(handle, flags);
      }
      if (result == PAMLibrary.PAM_SUCCESS) {
        return new Verdict(Optional.of(user(handle)), 0);
      }
      if (REFUSALS.contains(result)) {
        return new Verdict(Optional.empty(), micros);
      }
      throw new IOException("PAM failed: " + library.pam_strerror(handle, result));
    } finally {
      library.pam_end(handle, result);
      Reference.reachabilityFence(conversation);
      Reference.reachabilityFence(delay);
    }
  }

  private String user(pam_handle_t handle) throws IOException {
    PointerByReference item = new PointerByReference();
    int result = library.pam_get_item(handle, PAMLibrary.PAM_USER, item);
    if (result != PAMLibrary.PAM_SUCCESS || item.getValue() == null) {
      throw new IOException("PAM returned no user name, error " + result);
    }
    return item.getValue().getString(0, "UTF-8");
  }

  /** Answers the first question for a password, and no other; what PAM wants to say is not told. */
  private int answer(int count, Pointer messages, Pointer responses, Pointer data) {
    int size = 2 * Native.POINTER_SIZE;
    Pointer answers = new Pointer(Native.malloc((long) size * count));
    answers.setMemory(0, (long) size * count, (byte) 0);
    for (int i = 0; i < count; i++) {
      int style = new pam_message(messages.getPointer((long) i * Native.POINTER_SIZE)).msg_style;
      boolean told = style == PAMLibrary.PAM_ERROR_MSG || style == PAMLibrary.PAM_TEXT_INFO;
      if (style == PAMLibrary.PAM_PROMPT_ECHO_OFF && !answered) {
        answered = true;
        answers.setPointer((long) i * size, password());
      } else if (!told) {
        free(answers, i, size);
        return CONVERSATION_FAILED;
      }
    }
    responses.setPointer(0, answers); // PAM frees it
    return PAMLibrary.PAM_SUCCESS;
  }

  private Pointer password() {
    byte[] bytes = login.password().getBytes(StandardCharsets.UTF_8);
    Pointer text = new Pointer(Native.malloc(bytes.length + 1L));
    text.write(0, bytes, 0, bytes.length);
    text.setByte(bytes.length, (byte) 0);
    return text;
  }

  private static void free(Pointer answers, int count, int size) {
    for (int i = 0; i < count; i++) {
      Pointer text = answers.getPointer((long) i * size);
      if (text != null) {
        text.clear(text.getString(0, "UTF-8").getBytes(StandardCharsets.UTF_8).length);
        Native.free(Pointer.nativeValue(text));
      }
    }
    Native.free(Pointer.nativeValue(answers));
  }
}
